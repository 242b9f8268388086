"""Who is better, in which dimension, how sure is that, and what would change it."""
