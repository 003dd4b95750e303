"""Personal data, sealed at rest: one data key per case, wrapped by a master key, in a store of its own."""
