"""What every dialog of a remiss shares with those of other pages."""

from secretary_app.ui.widgets.action_dialog import ActionDialog as ActionDialog
from secretary_app.ui.widgets.action_dialog import Wrong as Wrong
from secretary_app.ui.widgets.action_dialog import combo as combo
from secretary_app.ui.widgets.action_dialog import day_in as day_in
from secretary_app.ui.widgets.action_dialog import day_or_none as day_or_none
from secretary_app.ui.widgets.action_dialog import line as line
from secretary_app.ui.widgets.action_dialog import lines as lines
from secretary_app.ui.widgets.action_dialog import told as told
