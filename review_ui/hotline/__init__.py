"""The hotline's own records: calls, tips, cases. Nothing here is ever visible to another desk."""
