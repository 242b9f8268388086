"""Coming in: the first start, invitations, signing in and out; and who is here."""
