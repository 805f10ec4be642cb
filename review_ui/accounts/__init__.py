"""Accounts of one desk: who may log in, in which role, and for how long a session lasts."""
