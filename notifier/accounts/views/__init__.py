"""What a controller settles with the platform and with DPOs' offices."""
