"""Consent, and what left the hotline on the strength of it."""

from django.conf import settings
from django.db import models

from review_ui.hotline.choices import Consent, Scope
from review_ui.hotline.records import Record


class ConsentRecord(Record):
    """What a giver agreed to, in which wording, for what and until when. A new answer is a new record."""

    case = models.ForeignKey("hotline.Case", on_delete=models.CASCADE, related_name="consents")
    state = models.CharField(max_length=12, choices=Consent.choices)
    scope = models.CharField(max_length=16, choices=Scope.choices, default=Scope.POLICE)
    wording_version = models.CharField(max_length=32)
    sealed_giver = models.BinaryField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"consent {self.state} for {self.case_id}"


class Disclosure(Record):
    """Chosen fields of a case that went to a named recipient on a legal basis; the clocks run until it is answered."""

    case = models.ForeignKey("hotline.Case", on_delete=models.CASCADE, related_name="disclosures")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, null=True, blank=True)
    recipient = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=32)
    fields = models.JSONField(default=list)
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    answer_due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"disclosure to {self.recipient}"
