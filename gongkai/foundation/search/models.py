"""What can be found by words: a copy of public text, cut into pairs of characters."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

TITLE_LENGTH = 500
"""Longer than any title: folding may draw one character apart into many."""

DOCUMENT_NUMBER_LENGTH = 100


class SearchEntry(models.Model):
    """One version of a findable thing: what it says now, or said until it was replaced or taken down.

    `grams` holds every pair of neighbouring characters as an integer: a two-character word is
    exactly one pair, so nothing is lost to word segmentation.
    """

    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    """Which edition of the subject, as its app counts them."""
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(help_text="normalised, for matching")
    shown = models.TextField(help_text="as published, for the snippet")
    document_number = models.CharField(max_length=DOCUMENT_NUMBER_LENGTH, blank=True)
    division_ids = ArrayField(models.BigIntegerField())
    body_id = models.BigIntegerField()
    area_code = models.CharField(max_length=2, blank=True)
    published_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    """When the public ceased to see it; None while it does."""
    summary = models.JSONField(default=dict)
    grams = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "version"], name="search_one_entry_per_version"
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(until__isnull=True),
                name="search_one_present_entry",
            ),
        ]
        indexes = [
            # written at once: a pending list would be read through by every search until the next vacuum
            GinIndex(fields=["grams"], name="search_grams", fastupdate=False),
            GinIndex(fields=["division_ids"], name="search_divisions"),
            models.Index(fields=["-published_at", "-id"], name="search_newest"),
            models.Index(fields=["document_number"], name="search_document_number"),
        ]

    def __str__(self) -> str:
        return self.title
