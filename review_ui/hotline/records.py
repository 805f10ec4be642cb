"""What every record of the hotline carries."""

import uuid

from django.db import models


class Record(models.Model):
    """A random id, its owner, its TLP mark and its retention class; a legal hold stops every clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=120, default="")
    tlp = models.CharField(max_length=16, default="TLP:RED")
    retention = models.CharField(max_length=32, default="hotline")
    legal_hold = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
