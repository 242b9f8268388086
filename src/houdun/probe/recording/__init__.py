"""What was measured, on disk while it is measured: a crash loses some seconds at most."""
