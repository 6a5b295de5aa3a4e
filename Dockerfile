# Two stages: the first installs what the lock file names, the second keeps only that and the wheel.
# The base image is named by the digest of its index (all architectures); docs/security.md says how to renew it.
ARG PYTHON_IMAGE=python:3.13.14-slim-bookworm@sha256:67a1e1f215ccda113cfc024e8639049257e88f273898f595b61476d128d387e8

FROM ${PYTHON_IMAGE} AS build
WORKDIR /src
COPY requirements/build.txt requirements/runtime.txt requirements/
RUN python -m venv /opt/tactegic \
 && /opt/tactegic/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.txt \
 && pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY slack_sandbox slack_sandbox
COPY prompts prompts
COPY knowledge knowledge
RUN python -m hatchling build -t wheel \
 && /opt/tactegic/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tactegic \
 && install -d -m 0700 -o tactegic -g tactegic /data
COPY --from=build /opt/tactegic /opt/tactegic
ENV PATH=/opt/tactegic/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    TACTEGIC_DATA_DIR=/data \
    TACTEGIC_HTTP_HOST=0.0.0.0 \
    TACTEGIC_HTTP_PORT=3000 \
    TACTEGIC_LOG_FORMAT=json
USER 10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s CMD ["tactegic", "health"]
ENTRYPOINT ["tactegic"]
CMD ["serve"]
