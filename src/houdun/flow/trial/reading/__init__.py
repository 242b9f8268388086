"""What vendors' words mean, and what they are worth."""
