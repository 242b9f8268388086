"""What Houdun goes by: each file as it was read, and what is wrong in it."""
