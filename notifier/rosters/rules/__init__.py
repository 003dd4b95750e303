"""Values in, values out: columns, rows, addresses of people, bit sets."""
