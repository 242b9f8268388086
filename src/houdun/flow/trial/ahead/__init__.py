"""What a plan will come to, before it runs."""
