/** The open icon set of `server/look/icons`. An icon never stands without a word beside it. */
import archive from '../../../../server/look/icons/archive.svg?raw';
import arrowLeft from '../../../../server/look/icons/arrow-left.svg?raw';
import arrowRight from '../../../../server/look/icons/arrow-right.svg?raw';
import check from '../../../../server/look/icons/check.svg?raw';
import circleCheck from '../../../../server/look/icons/circle-check.svg?raw';
import clock from '../../../../server/look/icons/clock.svg?raw';
import doorClosed from '../../../../server/look/icons/door-closed.svg?raw';
import doorOpen from '../../../../server/look/icons/door-open.svg?raw';
import eyeOff from '../../../../server/look/icons/eye-off.svg?raw';
import house from '../../../../server/look/icons/house.svg?raw';
import info from '../../../../server/look/icons/info.svg?raw';
import languages from '../../../../server/look/icons/languages.svg?raw';
import listChecks from '../../../../server/look/icons/list-checks.svg?raw';
import lock from '../../../../server/look/icons/lock.svg?raw';
import minus from '../../../../server/look/icons/minus.svg?raw';
import pencil from '../../../../server/look/icons/pencil.svg?raw';
import plus from '../../../../server/look/icons/plus.svg?raw';
import refused from '../../../../server/look/icons/circle-x.svg?raw';
import search from '../../../../server/look/icons/search.svg?raw';
import send from '../../../../server/look/icons/send.svg?raw';
import user from '../../../../server/look/icons/user.svg?raw';
import warning from '../../../../server/look/icons/triangle-alert.svg?raw';
import wifiOff from '../../../../server/look/icons/wifi-off.svg?raw';
import type { DoorState } from '../views';

const ICONS = {
  archive,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  check,
  'circle-check': circleCheck,
  clock,
  'door-closed': doorClosed,
  'door-open': doorOpen,
  'eye-off': eyeOff,
  house,
  info,
  languages,
  'list-checks': listChecks,
  lock,
  minus,
  pencil,
  plus,
  refused,
  search,
  send,
  user,
  warning,
  'wifi-off': wifiOff,
} as const;

export type IconName = keyof typeof ICONS;

export const DOOR_ICONS: Record<DoorState, IconName> = {
  not_visited: 'door-closed',
  visited: 'clock',
  in_progress: 'pencil',
  complete: 'circle-check',
  not_a_home: 'archive',
  refused: 'refused',
};

export function Icon({ name }: { name: IconName }) {
  // The markup is a file of this repository, never a text from outside.
  return <span class="icon-box" dangerouslySetInnerHTML={{ __html: ICONS[name] }} />;
}
