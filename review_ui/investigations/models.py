"""What people at the ad desks decide and follow. Ads are named by id and revision, never by a foreign key."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from matching.judgement import Verdict
from matching.label import LabelKind
from review_ui.investigations.records import Record
from review_ui.investigations.review_models import Answer, ReviewAnswer, ReviewClaim, ReviewedAd

__all__ = [
    "Alert", "Answer", "Follower", "Investigation", "Judgement", "KeptAd", "Label", "Referral", "ReviewAnswer",
    "ReviewClaim", "ReviewedAd", "TrustedKey", "Watch",
]  # fmt: skip


KINDS = (
    (LabelKind.ORGANISED.value, _("Organised")),
    (LabelKind.INDEPENDENT.value, _("Independent")),
    (LabelKind.AGENCY_LINE.value, _("Agency line")),
    (LabelKind.SPAM.value, _("Spam or scam")),
    (LabelKind.OTHER.value, _("Other")),
    (LabelKind.UNCLEAR.value, _("Unclear")),
)


class Investigation(Record):
    """An investigator's folder; its id is the reason for the searches made in it."""

    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="investigations")
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class KeptAd(Record):
    """An ad put into an investigation, at the revision that was read."""

    investigation = models.ForeignKey(Investigation, on_delete=models.CASCADE, related_name="ads")
    ad_id = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["investigation", "ad_id"], name="an_ad_is_kept_once"),)

    def __str__(self) -> str:
        return self.ad_id


class Judgement(Record):
    """A decision on a pair of ads or keys, as they stood then; the linker reads it at the next ingest or rebuild."""

    left = models.CharField(max_length=300, db_index=True)
    right = models.CharField(max_length=300, db_index=True)
    left_revision = models.PositiveIntegerField(default=0)
    right_revision = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=[(verdict.value, verdict.name) for verdict in Verdict])
    reason = models.TextField()
    cluster_id = models.CharField(max_length=64, blank=True, db_index=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    actor = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.left} {self.verdict} {self.right}"


class Label(Record):
    """What somebody said an ad, or the ads under a key, look like, as it stood then (`revision` 0: a key)."""

    subject = models.CharField(max_length=300, db_index=True)
    revision = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=KINDS)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    actor = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject} {self.kind}"


class Watch(Record):
    """Tell its owner when a new ad carries this key, or fits this search: one of the two is given."""

    key = models.CharField(max_length=300, blank=True, db_index=True)
    search = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=200, blank=True)
    investigation = models.ForeignKey(Investigation, on_delete=models.CASCADE, null=True, blank=True)
    watched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    actor = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.note or str(self.id)


class Alert(Record):
    """A watch found a new ad."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="alerts")
    ad_id = models.CharField(max_length=300)
    sequence = models.BigIntegerField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["watch", "ad_id"], name="an_ad_alerts_once"),)

    def __str__(self) -> str:
        return f"alert {self.id}"


class Follower(models.Model):
    """How far this desk has followed the index's changes."""

    name = models.CharField(max_length=32, unique=True)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"


class Referral(Record):
    """What the hotline disclosed to us: the chosen fields and nothing else. A withdrawal marks it."""

    recipient = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=32)
    fields = models.JSONField(default=dict)
    disclosed_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"referral to {self.recipient}"


class TrustedKey(models.Model):
    """A public key as it was first seen, so that a later one cannot take its place unnoticed."""

    name = models.CharField(max_length=32, unique=True)
    public = models.CharField(max_length=128)

    def __str__(self) -> str:
        return self.name
