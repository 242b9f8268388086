"""Whether a vendor speaks before things happen: the calendar of occasions, and the notices that fit them."""
