@echo off
rem The command `onrush` of the packaged app. Without arguments, or with a file alone, its window opens; anything else is the command line,
rem which is the same program as plain Node.
setlocal
set "root=%~dp0.."
if "%~1"=="" goto window
if "%~2"=="" if exist "%~1" if not exist "%~1\" goto window
set ELECTRON_RUN_AS_NODE=1
"%root%\Onrush.exe" "%root%\resources\app.asar\out\cli.js" %*
exit /b %errorlevel%
:window
start "" "%root%\Onrush.exe" %*
