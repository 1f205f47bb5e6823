# One command to set up, run, test or lock the project on Windows; dev.sh is its twin.
#   powershell -ExecutionPolicy Bypass -File installer\dev.ps1 run
# No param block: it would take pytest's -v for one of its own.
$Verb = if ($args.Count) { $args[0] } else { "help" }
$Arguments = @($args | Select-Object -Skip 1)

$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot -Parent)

$Environment = if ($Verb -eq "package") { "build\environment" } else { ".venv" }
$Python = Join-Path $Environment "Scripts\python.exe"
$Locked = @{ run = "installer\requirements.txt"; test = "installer\requirements-dev.txt"; package = "installer\requirements-package.txt" }
$Fit = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"

function Show-Usage {
    @"
installer\dev.ps1 run [arguments]    open the window, or give the command line's arguments
installer\dev.ps1 test [arguments]   run every check; arguments go to pytest
installer\dev.ps1 setup              only set up what running and testing need
installer\dev.ps1 package [folder]   make the installer in dist\; needs Inno Setup 6
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
    Write-Host "Making $Environment."
    & $words[0] @options -m venv --clear $Environment
    if ($LASTEXITCODE -ne 0) { Stop-With "Python could not make $Environment. Mend what it says above, then run this again." }
}

# What it must hold to run, to test or to package: a Python and the locked requirements.
function Get-Wanted([string] $Use) {
    $version = & $Python --version
    $hash = (Get-FileHash $Locked[$Use] -Algorithm SHA256).Hash
    "$version $hash"
}

function Test-Holds([string] $Use) {
    $stamp = "$Environment\set-up-to-$Use"
    (Test-Path $stamp) -and ((Get-Content $stamp -Raw).Trim() -eq (Get-Wanted $Use))
}

function Initialize-For([string] $Use) {
    New-Environment
    # What can test can run.
    if ((Test-Holds $Use) -or (Test-Holds "test")) { return }
    Write-Host "Installing the Python packages named in $($Locked[$Use]) into $Environment (once; a few minutes)."
    & $Python -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: -r $Locked[$Use]
    if ($LASTEXITCODE -ne 0) { Stop-With "pip could not install them. Mend what it says above, then run this again." }
    Set-Content "$Environment\set-up-to-$Use" (Get-Wanted $Use)
}

function Update-Lock([string[]] $Options) {
    & $Python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes `
        --no-emit-index-url --no-emit-find-links --custom-compile-command "sh installer/dev.sh lock" @Options
    if ($LASTEXITCODE -ne 0) { Stop-With "uv could not lock the requirements. Mend what it says above, then run this again." }
}

function Invoke-Step([string] $What, [scriptblock] $Step) {
    & $Step
    if ($LASTEXITCODE -ne 0) { Stop-With "$What could not be made. Mend what it says above, then run this again." }
}

function New-Package([string] $Folder) {
    $compiler = @(Get-Command ISCC.exe -ErrorAction SilentlyContinue | ForEach-Object Source)
    $compiler += Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
    $compiler = $compiler | Where-Object { Test-Path $_ } | Select-Object -First 1
    if (-not $compiler) { Stop-With "Inno Setup 6 is needed. Install it (winget install JRSoftware.InnoSetup), then run this again." }
    Initialize-For "package"
    if (-not $env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH = git log -1 --format=%ct }
    $env:PYTHONHASHSEED = "0"
    foreach ($old in "build\icons", "build\package", "build\steps", "build\bill") {
        if (Test-Path $old) { Remove-Item -Recurse -Force $old }
    }
    Invoke-Step "The icons" { & $Python installer\icons.py build\icons }
    Invoke-Step "The programs" {
        & $Python -m PyInstaller --noconfirm --log-level WARN `
            --distpath build\package --workpath build\steps installer\charting.spec
    }
    Invoke-Step "The list of bundled software" { & $Python installer\bill.py build\steps\charting\sources.txt build\bill }
    $version = & $Python -c "import runpy; print(runpy.run_path('installer/windows/version.py')['version']())"
    $Folder = (New-Item -ItemType Directory -Force $Folder).FullName
    Invoke-Step "The installer" { & $compiler /Q "/DVersion=$version" "/O$Folder" installer\windows\charting.iss }
    $name = "dry-needling-charting-$version-windows-x64"
    Copy-Item build\bill\bill.cdx.json (Join-Path $Folder "$name.cdx.json")
    Get-FileHash -Algorithm SHA256 (Join-Path $Folder "$name.*") | Format-Table Hash, Path
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
    "package" {
        New-Package $(if ($Arguments.Count) { $Arguments[0] } else { "dist" })
    }
    "lock" {
        Initialize-For "test"
        $Python = Join-Path ".." $Python
        Push-Location installer
        Update-Lock ($Arguments + @("-o", "requirements.txt", "requirements.in"))
        Update-Lock ($Arguments + @("-o", "requirements-dev.txt", "-c", "requirements.txt", "requirements-dev.in"))
        Update-Lock ($Arguments + @("-o", "requirements-package.txt", "-c", "requirements-dev.txt", "requirements-package.in"))
        Update-Lock ($Arguments + @("-o", "requirements-clinic.txt", "-c", "requirements-dev.txt", "requirements-clinic.in"))
        Pop-Location
    }
    { $_ -in "help", "-h", "--help" } { Show-Usage }
    default {
        [Console]::Error.WriteLine((Show-Usage))
        exit 2
    }
}
