# The image of every service: pages, workers, beat, commands.
FROM python:3.11-slim-bookworm AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# Pango and a letter font for WeasyPrint; the same packages as scripts/install.sh.
RUN apt-get update && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fonts-open-sans fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

FROM base AS build
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.lock /src/
RUN pip install --require-hashes -r /src/requirements.lock
COPY manage.py /src/
COPY notifier /src/notifier
COPY templates /src/templates
COPY static /src/static
COPY locale /src/locale
WORKDIR /src
RUN for source in locale/*/LC_MESSAGES/*.po; do msgfmt --check-format -o "${source%.po}.mo" "$source"; done
# Collecting needs settings but no secret: those of this one command are made up and left behind.
RUN NOTIFIER_DEBUG=1 NOTIFIER_HOME=/tmp/build python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build

FROM base
RUN useradd --system --uid 10001 --home-dir /srv/notifier notifier && install -d -o notifier -m 700 /var/lib/notifier
COPY --from=build /opt/venv /opt/venv
COPY --from=build /src /srv/notifier
ENV PATH=/opt/venv/bin:$PATH NOTIFIER_HOME=/var/lib/notifier
WORKDIR /srv/notifier
USER notifier
EXPOSE 8000
# Threads: a long list takes longer than the half minute after which gunicorn ends a worker that has none.
CMD ["gunicorn", "notifier.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--access-logfile", "/dev/null"]
