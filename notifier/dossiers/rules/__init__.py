"""Rules of keeping and erasing: values in, values out."""
