"""The iCalendar reader (RFC 5545), as far as a calendar of occasions needs it."""
