"""Calls, tips and cases. What a caller says is sealed; in clear stand only choices and times that name nobody."""

import uuid

from django.conf import settings
from django.db import models

from review_ui.hotline.choices import Channel, Consent, Exploitation, Reporter, Urgency


class Record(models.Model):
    """What every record carries: a random id, its owner, its TLP mark and its retention class."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=120, default="")
    tlp = models.CharField(max_length=16, default="TLP:RED")
    retention = models.CharField(max_length=32, default="hotline")
    legal_hold = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Call(Record):
    """Opened by one key; its id is the reason for every look-up made while it lasts."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calls")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    own_number_consent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"call {self.id}"


class Case(Record):
    """Tips that belong together; its key seals them all."""

    number = models.PositiveIntegerField(unique=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"case {self.number}"


class Tip(Record):
    """What a caller, a form or an e-mail told the hotline. `sealed` holds every word of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tips")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="tips", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    received_at = models.DateTimeField(db_index=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE)
    urgency = models.CharField(max_length=12, choices=Urgency.choices, default=Urgency.ROUTINE)
    reporter = models.CharField(max_length=16, choices=Reporter.choices, default=Reporter.UNKNOWN)
    exploitation = models.CharField(max_length=12, choices=Exploitation.choices, default=Exploitation.UNKNOWN)
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.NOT_ASKED)
    involves_minor = models.BooleanField(default=False)
    is_draft = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    legacy_id = models.CharField(max_length=64, blank=True, db_index=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"tip {self.id}"


class TipKey(models.Model):
    """An identifier a tip names, as a keyed hash: found by who asks for it, read by nobody."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=16)
    key_hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tip", "key_hash"], name="tip_names_a_key_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.tip_id}"
