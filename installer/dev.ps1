# One command to set up, run, test or lock the project on Windows; dev.sh is its twin.
#   powershell -ExecutionPolicy Bypass -File installer\dev.ps1 run
# No param block: it would take pytest's -v for one of its own.
$Verb = if ($args.Count) { $args[0] } else { "help" }
$Arguments = @($args | Select-Object -Skip 1)

$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot -Parent)

$Python = Join-Path ".venv" "Scripts\python.exe"
$Locked = @{ run = "installer\requirements.txt"; test = "installer\requirements-dev.txt" }
$Fit = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"

function Show-Usage {
    @"
installer\dev.ps1 run [arguments]    open the window, or give the command line's arguments
installer\dev.ps1 test [arguments]   run every check; arguments go to pytest
installer\dev.ps1 setup              only set up what running and testing need
installer\dev.ps1 lock [--upgrade]   renew the locked requirements from the .in files

Each sets up what it still lacks first, and does nothing twice.
"@
}

function Stop-With([string] $Sentence) {
    [Console]::Error.WriteLine($Sentence)
    exit 1
}

# The words that start a Python this project can use, such as: py -3.13
function Find-Python {
    $names = @(, @("python")) + @("3.14", "3.13", "3.12", "3.11" | ForEach-Object { , @("py", "-$_") })
    foreach ($words in $names) {
        if (-not (Get-Command $words[0] -ErrorAction SilentlyContinue)) { continue }
        $options = @($words | Select-Object -Skip 1)
        try { & $words[0] @options -c $Fit 2>$null } catch { continue }
        if ($LASTEXITCODE -eq 0) { return $words }
    }
    Stop-With "Python 3.11, 3.12, 3.13 or 3.14 is needed. Install one (winget install Python.Python.3.13), then run this again."
}

function New-Environment {
    if (Test-Path $Python) {
        & $Python -c $Fit
        if ($LASTEXITCODE -eq 0) { return }
    }
    $words = @(Find-Python)
    $options = @($words | Select-Object -Skip 1)
    Write-Host "Making .venv."
    & $words[0] @options -m venv --clear .venv
    if ($LASTEXITCODE -ne 0) { Stop-With "Python could not make .venv. Mend what it says above, then run this again." }
}

# What .venv must hold to run or to test: a Python and the locked requirements.
function Get-Wanted([string] $Use) {
    $version = & $Python --version
    $hash = (Get-FileHash $Locked[$Use] -Algorithm SHA256).Hash
    "$version $hash"
}

function Test-Holds([string] $Use) {
    $stamp = ".venv\set-up-to-$Use"
    (Test-Path $stamp) -and ((Get-Content $stamp -Raw).Trim() -eq (Get-Wanted $Use))
}

function Initialize-For([string] $Use) {
    New-Environment
    # What can test can run.
    if ((Test-Holds $Use) -or (Test-Holds "test")) { return }
    Write-Host "Installing the Python packages named in $($Locked[$Use]) into .venv (once; a few minutes)."
    & $Python -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: -r $Locked[$Use]
    if ($LASTEXITCODE -ne 0) { Stop-With "pip could not install them. Mend what it says above, then run this again." }
    Set-Content ".venv\set-up-to-$Use" (Get-Wanted $Use)
}

function Update-Lock([string[]] $Options) {
    & $Python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes `
        --no-emit-index-url --no-emit-find-links --custom-compile-command "sh installer/dev.sh lock" @Options
    if ($LASTEXITCODE -ne 0) { Stop-With "uv could not lock the requirements. Mend what it says above, then run this again." }
}

switch ($Verb) {
    "run" {
        Initialize-For "run"
        & $Python main.py @Arguments
        exit $LASTEXITCODE
    }
    "test" {
        Initialize-For "test"
        & $Python -m pytest @Arguments
        exit $LASTEXITCODE
    }
    "setup" {
        Initialize-For "test"
        Write-Host "Ready: installer\dev.ps1 run"
    }
    "lock" {
        Initialize-For "test"
        $Python = Join-Path ".." $Python
        Push-Location installer
        Update-Lock ($Arguments + @("-o", "requirements.txt", "requirements.in"))
        Update-Lock ($Arguments + @("-o", "requirements-dev.txt", "-c", "requirements.txt", "requirements-dev.in"))
        Update-Lock ($Arguments + @("-o", "requirements-clinic.txt", "-c", "requirements-dev.txt", "requirements-clinic.in"))
        Pop-Location
    }
    { $_ -in "help", "-h", "--help" } { Show-Usage }
    default {
        [Console]::Error.WriteLine((Show-Usage))
        exit 2
    }
}
