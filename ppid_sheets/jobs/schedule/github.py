"""A schedule for GitHub Actions: a workflow that proves who it is without a key."""

from ppid_sheets.jobs.schedule.place import FIRST_HOUR, LAST_HOUR, RunPlace


def describe(place: RunPlace) -> str:
    """The workflow, its two steps first."""
    password = place.password_variable
    return _WORKFLOW.format(
        cron=cron(place),
        zone=place.zone.key,
        register=f" --register {place.register}" if place.register else "",
        minutes=-(-(place.limit + 300) // 60),
        password=f"\n          {password}: ${{{{ secrets.{password} }}}}" if password else "",
    )


def cron(place: RunPlace) -> str:
    """The hours in UTC, which is all that GitHub knows."""
    minutes = [
        (hour * 60 + place.minute - place.offset) % 1440
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    hours = sorted(minute // 60 for minute in minutes)
    return f"{minutes[0] % 60} {','.join(map(str, hours))} * * *"


_WORKFLOW = """\
# Jadwal GitHub Actions untuk ppid-sheets, tanpa berkas kunci (Workload Identity Federation).
# Hanya untuk repositori PRIVAT yang memuat program ini dan ppid.toml.
# Langkah 1: ppid-sheets schedule github > .github/workflows/ppid.yml, lalu commit dan push.
# Langkah 2: Settings > Secrets and variables > Actions: isi variabel PPID_WIF_PROVIDER
#   (projects/NOMOR/locations/global/workloadIdentityPools/POOL/providers/PROVIDER) dan
#   PPID_AKUN (akun layanan yang menjadi Editor Google Sheet itu)
name: ppid-sheets
on:
  schedule:
    # jam UTC; di {zone} pukul 06 sampai 18. GitHub dapat terlambat: yang terlewat disusul.
    - cron: "{cron}"
  workflow_dispatch:
permissions:
  contents: read
  id-token: write
concurrency:
  # satu per satu: yang sedang berjalan tidak diputus
  group: ppid-sheets
  cancel-in-progress: false
jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: {minutes}
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: ${{{{ vars.PPID_WIF_PROVIDER }}}}
          service_account: ${{{{ vars.PPID_AKUN }}}}
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install --quiet .
      # Yang sudah diperingatkan dan diterbitkan; tanpa data pribadi, jadi ppid.toml perlu
      # [arsip] aktif = false
      - uses: actions/cache/restore@v4
        with:
          path: data/jalan-*.json
          key: ppid-jalan-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: ppid-jalan-
      - run: ppid-sheets run --config ppid.toml{register}
        env:
          PYTHONUTF8: "1"{password}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: data/jalan-*.json
          key: ppid-jalan-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: laporan-${{{{ github.run_id }}}}
          path: laporan/
          if-no-files-found: ignore
"""
