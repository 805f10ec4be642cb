"""What reviewers answered about a cluster, blind to each other, and who has one open now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from review_ui.investigations.records import Record


class Answer(models.TextChoices):
    """What a reviewer says about the ads of a cluster, never about a person."""

    SIGNS = "signs", _("Signs of trafficking")
    INDEPENDENT = "independent", _("Independent, no signs")
    SPAM = "spam", _("Spam or scam")
    UNSURE = "unsure", _("Unsure")


class ReviewAnswer(Record):
    """One reviewer's answer about a cluster as it stood then (`members` ads)."""

    cluster_id = models.CharField(max_length=64, db_index=True)
    members = models.PositiveIntegerField()
    answer = models.CharField(max_length=12, choices=Answer.choices)
    note = models.CharField(max_length=500, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["cluster_id", "reviewer"], name="a_reviewer_answers_once"),)

    def __str__(self) -> str:
        return f"{self.answer} about {self.cluster_id}"


class ReviewClaim(models.Model):
    """A cluster that a reviewer has open; nobody else gets it until the claim runs out."""

    cluster_id = models.CharField(max_length=64, unique=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.cluster_id
