"""What the live half reaches, measured: codes read, offsets, cost."""
