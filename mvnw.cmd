@echo off
rem Runs Maven: an installed one of 3.8.6 or newer, else the release of .mvn\wrapper\maven.properties, fetched once into
rem %USERPROFILE%\.m2\wrapper\dists and checked against its SHA-512.
setlocal enabledelayedexpansion
for /f "usebackq tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\maven.properties") do set "maven.%%a=%%b"

for /f "tokens=3" %%v in ('mvn --version 2^>nul ^| findstr /b /c:"Apache Maven"') do (
  for /f "tokens=1-3 delims=." %%x in ("%%v") do (
    set /a number=%%x*10000+%%y*100+%%z 2>nul
    if !number! geq 30806 (
      call mvn %*
      exit /b !errorlevel!
    )
  )
)

set "dists=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "dists=%MAVEN_USER_HOME%\wrapper\dists"
set "home=%dists%\apache-maven-!maven.version!"
if not exist "%home%\bin\mvn.cmd" (
  echo mvnw: fetching Maven !maven.version! 1>&2
  powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference='Stop'; $ProgressPreference='SilentlyContinue';" ^
    "[Net.ServicePointManager]::SecurityProtocol='Tls12';" ^
    "New-Item -ItemType Directory -Force -Path $env:dists | Out-Null;" ^
    "$zip=Join-Path $env:dists ('maven-'+[Guid]::NewGuid()+'.zip');" ^
    "Invoke-WebRequest -UseBasicParsing -Uri ('!maven.url!.zip') -OutFile $zip;" ^
    "if ((Get-FileHash -Algorithm SHA512 $zip).Hash -ne '!maven.zip.sha512!') { Remove-Item $zip; throw 'what was fetched is not the Maven that was asked for.' }" ^
    "Expand-Archive -Force -Path $zip -DestinationPath $env:dists; Remove-Item $zip"
  if errorlevel 1 exit /b 1
)
call "%home%\bin\mvn.cmd" %*
exit /b %errorlevel%
