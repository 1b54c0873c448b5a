@echo off
rem The command `onrush` of the packaged app. Without arguments, or with a file alone, its window opens; anything else is the command line,
rem which is the same program as plain Node.
setlocal
set "root=%~dp0.."
if "%~1"=="" goto window
for %%c in (run import record runs export report merge series compare capacity calibrate demo schema completion help version) do if "%~1"=="%%c" goto commandline
if "%~2"=="" if exist "%~1" if not exist "%~1\" goto window
:commandline
set ELECTRON_RUN_AS_NODE=1
"%root%\Onrush.exe" "%root%\resources\app.asar\out\cli.js" %*
exit /b %errorlevel%
:window
start "" "%root%\Onrush.exe" %*
