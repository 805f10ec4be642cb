"""What reviewers answered about a cluster, blind to each other, and who has one open now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from review_ui.investigations.records import Record


class Answer(models.TextChoices):
    """What a reviewer says about the ads of a cluster, never about a person."""

    SIGNS = "signs", _("Signs of trafficking")
    ORGANISED = "organised", _("Organised, no signs")
    INDEPENDENT = "independent", _("Independent, no signs")
    AGENCY_LINE = "agency_line", _("Held by an agency line")
    SPAM = "spam", _("Spam or scam")
    OTHER = "other", _("Other")
    UNSURE = "unsure", _("Unclear")


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


class ReviewedAd(models.Model):
    """An ad that an answer speaks of, at the revision that stood there: by these the answer finds its cluster again
    after every rebuild."""

    answer = models.ForeignKey(ReviewAnswer, on_delete=models.CASCADE, related_name="ads")
    ad_id = models.CharField(max_length=300, db_index=True)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["answer", "ad_id"], name="an_answer_names_an_ad_once"),)

    def __str__(self) -> str:
        return f"{self.ad_id} at {self.revision}"


class ReviewClaim(models.Model):
    """A cluster that a reviewer has open; nobody else gets it until the claim runs out."""

    cluster_id = models.CharField(max_length=64, unique=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.cluster_id
