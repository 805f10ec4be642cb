"""A service near the caller, with the fields of HSDS 3.0 that a call needs and our own flags."""

import uuid

from django.db import models


class Resource(models.Model):
    """`hours`: a list of `{"days": ["mon", ...], "opens": "09:00", "closes": "17:00"}` in `timezone`; empty: not known.

    `address` is never shown, exported or sent where `is_confidential`; distance is then rounded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hsds_id = models.CharField(max_length=64, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    phone = models.CharField(max_length=32)
    url = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120)
    admin = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, default="US")
    lat = models.FloatField()
    lon = models.FloatField()
    timezone = models.CharField(max_length=64, default="UTC")
    languages = models.JSONField(default=list)
    services = models.JSONField(default=list)
    hours = models.JSONField(default=list)
    is_always_open = models.BooleanField(default=False)
    is_confidential = models.BooleanField(default=False)
    is_emergency = models.BooleanField(default=False)
    takes_minors = models.BooleanField(default=False)
    genders = models.JSONField(default=list)
    has_transport = models.BooleanField(default=False)
    takes_warm_transfer = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    capacity_at = models.DateTimeField(null=True, blank=True)
    do_not_refer = models.BooleanField(default=False)
    do_not_refer_reason = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
