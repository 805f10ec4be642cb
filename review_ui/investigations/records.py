"""What every record of the ad desks carries."""

import uuid

from django.db import models


class Record(models.Model):
    """What every record carries: a random id, its owner, its TLP mark and its retention class."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=120, default="")
    tlp = models.CharField(max_length=16, default="TLP:AMBER")
    retention = models.CharField(max_length=32, default="casework")
    legal_hold = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
