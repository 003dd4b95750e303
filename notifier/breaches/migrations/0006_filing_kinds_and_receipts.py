"""What a filing is, what it lacks, who noted it, and the authority's receipt."""

from uuid import uuid4

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A name for each filing there is; the first of a case is its initial one, what follows completes it."""
    filing = apps.get_model("breaches", "Filing")
    seen = set()
    for row in filing.objects.order_by("filed_at", "pk"):
        row.uid = uuid4()
        row.kind = "complementary" if row.case_id in seen else "initial"
        row.save(update_fields=["uid", "kind"])
        seen.add(row.case_id)


class Migration(migrations.Migration):
    dependencies = [("breaches", "0005_deciding")]

    operations = [
        migrations.AddField("filing", "uid", models.UUIDField(null=True, editable=False)),
        migrations.AddField(
            "filing",
            "kind",
            models.CharField(
                choices=[
                    ("initial", "initial"),
                    ("complementary", "complementary"),
                    ("withdrawal", "withdrawal"),
                ],
                default="initial",
                max_length=15,
            ),
            preserve_default=False,
        ),
        migrations.AddField("filing", "is_complete", models.BooleanField(default=True), preserve_default=False),
        migrations.AddField("filing", "reason", models.BinaryField(null=True)),
        migrations.AddField("filing", "recorded_by", models.CharField(blank=True, default="", max_length=60)),
        migrations.AlterField("filing", "recorded_by", models.CharField(blank=True, max_length=60)),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
        migrations.AlterField("filing", "uid", models.UUIDField(default=uuid4, editable=False, unique=True)),
        migrations.CreateModel(
            name="FilingReceipt",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("media_type", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="document", to="breaches.filing"
                    ),
                ),
            ],
        ),
    ]
