"""What the commands of the shell do."""
