"""Calls, tips and cases. What a caller says is sealed; in clear stand only choices and times that name nobody."""

from django.conf import settings
from django.db import models

from review_ui.hotline.choices import Channel, Consent, Exploitation, Reporter, Urgency
from review_ui.hotline.records import Record
from review_ui.hotline.sharing_models import ConsentRecord, Disclosure

__all__ = [
    "Call",
    "Case",
    "ConsentRecord",
    "Disclosure",
    "FormVisit",
    "Inquiry",
    "Progress",
    "Tip",
    "TipAlert",
    "TipDraft",
    "TipKey",
    "TipVersion",
]


class Call(Record):
    """Opened by one key; its id is the reason for every look-up made while it lasts."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calls")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sealed_place = models.BinaryField(null=True, blank=True)

    def __str__(self) -> str:
        return f"call {self.id}"


class Case(Record):
    """Tips that belong together; its key seals them all."""

    number = models.PositiveIntegerField(unique=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined")

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
    minor_checked_at = models.DateTimeField(null=True, blank=True)
    is_draft = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    legacy_id = models.CharField(max_length=64, blank=True, db_index=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"tip {self.id}"


class TipVersion(Record):
    """A tip as it stood before a change, or (`is_aside`) what somebody wrote over a version that was old by then."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    is_aside = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"version {self.number} of {self.tip_id}"


class FormVisit(models.Model):
    """One use of the public form, by the keyed hash of its address; forgotten after an hour."""

    address_hash = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"visit at {self.at}"


class TipKey(models.Model):
    """Something a tip names, as a keyed hash: found by who asks for it, read by nobody.

    Identifiers are watched: a new ad that carries one raises an alert. Organisations, places and wording are not.
    """

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=16)
    key_hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tip", "key_hash"], name="tip_names_a_key_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.tip_id}"


class TipAlert(models.Model):
    """A new ad carries an identifier of a tip. Which ad it is stands sealed under the key of the case."""

    key = models.ForeignKey(TipKey, on_delete=models.CASCADE, related_name="alerts")
    ad_hash = models.CharField(max_length=64)
    sealed_ad = models.BinaryField()
    raised_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "ad_hash"], name="an_ad_alerts_a_tip_once"),)

    def __str__(self) -> str:
        return f"alert {self.pk}"


class TipDraft(Record):
    """What a worker has typed so far; kept every few seconds, and there again after a crash or a new log-in."""

    worker = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"draft {self.id}"


class Inquiry(Record):
    """Who looked this number up? Asked by a supervisor, answered only when an auditor agrees."""

    subject = models.CharField(max_length=64)
    why = models.CharField(max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"inquiry {self.id}"


class Progress(models.Model):
    """How far this desk has followed the index's changes."""

    name = models.CharField(max_length=32, unique=True)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"
