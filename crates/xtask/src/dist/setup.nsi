; The installer for Windows: for one user, without an administrator.
; Given by cargo xtask dist: VERSION, NUMBERS (four of them), CONTENTS (a folder), OUTPUT.
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
Name "gongwen 公文 ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\gongwen"
Icon "${ICON}"
UninstallIcon "${ICON}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "gongwen 公文"
VIAddVersionKey /LANG=2052 "FileDescription" "gongwen 公文 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT OR Apache-2.0"
!include LogicLib.nsh
!include WinMessages.nsh
LoadLanguageFile "${NSISDIR}\Contrib\Language files\SimpChinese.nlf"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\gongwen"
!define VERB "Software\Classes\SystemFileAssociations\.toml\shell\gongwen"

; The variable Path of the user is read and written whole: NSIS cuts texts at ${NSIS_MAX_STRLEN}, so a longer one stays as it is.
Section
  SetOutPath "$INSTDIR"
  File /r "${CONTENTS}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "gongwen 公文"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\gongwen.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegStr HKCU "${VERB}" "" "排成公文"
  WriteRegStr HKCU "${VERB}" "Icon" "$INSTDIR\gongwen.exe"
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\gongwen.exe" "%1"'
  ReadRegStr $0 HKCU "Environment" "Path"
  StrLen $1 "$0"
  IntOp $2 ${NSIS_MAX_STRLEN} - 300
  ${If} $1 > $2
    DetailPrint "用户变量 Path 太长，没有改动；要在命令行里用，请自己加上 $INSTDIR"
  ${Else}
    Push "$0"
    Call HasFolder
    Pop $3
    ${If} $3 == ""
      ${If} "$0" == ""
        WriteRegExpandStr HKCU "Environment" "Path" "$INSTDIR"
      ${Else}
        WriteRegExpandStr HKCU "Environment" "Path" "$0;$INSTDIR"
      ${EndIf}
      SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
    ${EndIf}
  ${EndIf}
SectionEnd

; Whether the folder of the program is among those of a path, and not only the beginning of another: "" or its place.
!macro Folder un
Function ${un}HasFolder
  Exch $R0
  Push $R1
  Push $R2
  Push $R3
  StrCpy $R0 ";$R0;"
  StrLen $R1 ";$INSTDIR;"
  StrCpy $R2 0
  ${Do}
    StrCpy $R3 "$R0" $R1 $R2
    ${If} $R3 == ";$INSTDIR;"
      StrCpy $R0 $R2
      ${ExitDo}
    ${EndIf}
    ${If} $R3 == ""
      StrCpy $R0 ""
      ${ExitDo}
    ${EndIf}
    IntOp $R2 $R2 + 1
  ${Loop}
  Pop $R3
  Pop $R2
  Pop $R1
  Exch $R0
FunctionEnd
!macroend
!insertmacro Folder ""
!insertmacro Folder "un."

Section "Uninstall"
  ReadRegStr $0 HKCU "Environment" "Path"
  Push "$0"
  Call un.HasFolder
  Pop $1
  ${If} $1 != ""
    StrLen $2 "$INSTDIR"
    StrCpy $3 "$0" $1
    IntOp $4 $1 + $2
    StrCpy $5 "$0" "" $4
    ${If} $3 == ""
      ; The separator behind it goes with it.
      StrCpy $6 $5 1
      ${If} $6 == ";"
        StrCpy $5 $5 "" 1
      ${EndIf}
    ${Else}
      ; The one before it goes.
      StrCpy $3 $3 -1
    ${EndIf}
    ${If} "$3$5" == ""
      DeleteRegValue HKCU "Environment" "Path"
    ${Else}
      WriteRegExpandStr HKCU "Environment" "Path" "$3$5"
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
  ${EndIf}
  DeleteRegKey HKCU "${VERB}"
  DeleteRegKey /ifempty HKCU "Software\Classes\SystemFileAssociations\.toml\shell"
  DeleteRegKey HKCU "${UNINSTALL}"
  ; By name: nobody loses what he has put into the folder.
  !include "${FILES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
