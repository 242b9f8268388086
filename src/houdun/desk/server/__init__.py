"""A simulated vendor's support department as a process of its own, behind real mail sockets on this machine."""
