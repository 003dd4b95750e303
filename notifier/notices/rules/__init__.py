"""Values in, values out: what a notice may become, who gets which, what it says."""
