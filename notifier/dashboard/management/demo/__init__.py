"""What the demo is made of: people, a world, a story, a mail server, a worker."""
