"""Where a change most likely comes from: rules that a reader can follow, each with its reason. For us only: a vendor is sent facts."""
