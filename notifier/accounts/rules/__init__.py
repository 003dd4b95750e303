"""What holds between a controller and the platform, whatever the database."""
