"""Everything that can go wrong without a bug, as one tree.

    Trouble
    ├── NotYours …             the role table says no
    ├── NotFound …             no such record, measure, person; a verb written wrongly; 取消
    ├── RecordTrouble          a record cannot take this step now
    │   ├── NotFinished        the form still has problems; the text stays where it is
    │   ├── NothingToSign …    a paper cannot be signed, reviewed or answered as it stands
    │   └── AttachmentTrouble  a photo or scan cannot be taken in
    ├── SheetTrouble           an Excel file cannot be taken in
    ├── CatalogTrouble         a form, vocabulary, contract or place file is wrong (file and line)
    ├── UnlockTrouble          口令, recovery code, vault
    ├── EnrolTrouble           登记包, 申请文件, 核准包
    ├── BundleTrouble          a 数据包 is refused or cannot be made
    └── Surroundings           disk, permission, folder, missing font: exit status 3

A file for every branch; all of them are had from here.  Each leaf has a code for the telephone and two sentences in
Chinese: what happened, and what to do next.
Catch only what you can answer; never decide anything by reading the text of a message.
"""

# ruff: noqa: F403 — a leaf that is put on its branch is here by that, and cannot be forgotten.
from sheqi_desktop.domain.trouble.asked import *
from sheqi_desktop.domain.trouble.attachments import *
from sheqi_desktop.domain.trouble.bundles import *
from sheqi_desktop.domain.trouble.catalog import *
from sheqi_desktop.domain.trouble.enrolment import *
from sheqi_desktop.domain.trouble.records import *
from sheqi_desktop.domain.trouble.rights import *
from sheqi_desktop.domain.trouble.sheets import *
from sheqi_desktop.domain.trouble.signing import *
from sheqi_desktop.domain.trouble.surroundings import *
from sheqi_desktop.domain.trouble.trunk import *
from sheqi_desktop.domain.trouble.unlocking import *
