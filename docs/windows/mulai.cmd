@echo off
rem Memasang ppid-sheets di Windows: klik dua kali berkas ini, lalu jawab pertanyaannya.
rem Tanpa hak admin. Boleh dijalankan lagi kapan saja; yang sudah ada tidak diulang.
chcp 65001 >nul
setlocal
set "SUMBER=%~dp0..\.."
set "LINGKUNGAN=%LOCALAPPDATA%\ppid-sheets"
set "MEJA=%USERPROFILE%\PPID"
if not exist "%SUMBER%\pyproject.toml" goto tanpa_sumber

call :cari
if not defined PYTHON (
  echo Python 3.11 atau lebih baru belum ada; dipasang dengan winget.
  winget install --exact --id Python.Python.3.13 --scope user --accept-package-agreements --accept-source-agreements
  call :cari
)
if not defined PYTHON goto tanpa_python

if not exist "%LINGKUNGAN%\Scripts\python.exe" (
  echo Menyiapkan lingkungan Python di %LINGKUNGAN% ...
  %PYTHON% -m venv "%LINGKUNGAN%" || goto gagal
)
echo Memasang ppid-sheets ...
"%LINGKUNGAN%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --upgrade "%SUMBER%" || goto gagal

if not exist "%MEJA%" mkdir "%MEJA%" || goto gagal
cd /d "%MEJA%" || goto gagal
echo Register dan pengaturannya akan berada di %MEJA%.
"%LINGKUNGAN%\Scripts\python.exe" -m ppid_sheets setup
set "KODE=%ERRORLEVEL%"
echo.
pause
exit /b %KODE%

:cari
set "PYTHON="
call :coba py -3
if not defined PYTHON call :coba python
for %%v in (314 313 312 311) do if not defined PYTHON call :coba "%LOCALAPPDATA%\Programs\Python\Python%%v\python.exe"
exit /b 0

:coba
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set PYTHON=%*
exit /b 0

:tanpa_sumber
echo Berkas ini harus tetap di folder docs\windows dari ppid-sheets yang diunduh; ekstrak dulu seluruh ZIP-nya.
pause
exit /b 1

:tanpa_python
echo Python tidak dapat dipasang sendiri. Pasang dari https://www.python.org/downloads/ lalu jalankan berkas ini lagi.
pause
exit /b 1

:gagal
echo Tidak berhasil; alasannya ada di atas. Betulkan itu, lalu jalankan berkas ini lagi.
pause
exit /b 1
