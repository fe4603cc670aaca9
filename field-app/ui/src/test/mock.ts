/**
 * A notebook that lives in memory, with the shapes of the real one, for tests of the screens and
 * for the gallery. It keeps what it was told in `calls`; it knows no rule of the questionnaire
 * but one: an age over 120 is not accepted.
 */
import { NotDone, type Platform } from '../platform/platform';
import type {
  AreaView,
  DwellingView,
  PathView,
  Problem,
  ReceiptView,
  ReviewView,
  Scalar,
  SectionView,
  Stage,
  Status,
  StepView,
} from '../views';
import { emptySection, SECTIONS, TITLES, words } from './mock_questions';

type Args = Record<string, unknown>;

export const AREA = 'ageb:0710100010363';

export class MockNotebook implements Platform {
  stage: Stage = 'open';
  online = true;
  waiting = 0;
  calls: { name: string; args: Args }[] = [];
  dwellings: DwellingView[] = [];
  members: string[] = [];
  sections = new Map<string, SectionView>();
  quarantined: ReceiptView['quarantined'] = [];
  messages: ReceiptView['messages'] = [];

  async call<T>(name: string, args: Args = {}): Promise<T> {
    this.calls.push({ name, args });
    const verb = this.verbs[name];
    if (!verb) throw new Error(`the mock knows no ${name}`);
    return structuredClone(verb(args)) as T;
  }

  called(name: string): Args[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args);
  }

  addDwelling(more: Partial<DwellingView> = {}): DwellingView {
    const number = String(this.dwellings.length + 1);
    const dwelling: DwellingView = {
      household: `00000000-0000-4000-8000-${number.padStart(12, '0')}`,
      folio: 'R-7K2M-9QXA',
      area: AREA,
      block: '0710100010363001',
      number,
      address: `Calle Ceiba ${10 + this.dwellings.length}`,
      state: 'not_visited',
      visits: 0,
      last_result: null,
      waiting: false,
      ...more,
    };
    this.dwellings.push(dwelling);
    return dwelling;
  }

  private refuse(code: string, es: string, en: string): never {
    const problem: Problem = { code, es, en };
    throw new NotDone(problem);
  }

  private dwelling(household: unknown): DwellingView {
    const found = this.dwellings.find((one) => one.household === household);
    return found ?? this.refuse('unknown_household', 'No existe.', 'Unknown.');
  }

  private section(args: Args): SectionView {
    const key = `${args.section} ${args.subject}`;
    const view =
      this.sections.get(key) ??
      emptySection(String(args.household), String(args.section), String(args.subject));
    const steps = this.path(args.household).steps;
    const at = steps.findIndex((step) => `${step.section} ${step.subject}` === key);
    const place = (step: StepView | undefined) =>
      step ? { section: step.section, subject: step.subject } : null;
    const done = steps.filter((step) => step.state === 'done').length;
    const fresh = {
      ...view,
      about: steps[at]?.about ?? '',
      next: place(steps[at + 1]),
      previous: place(steps[at - 1]),
      progress: { done, of: steps.length },
    };
    this.sections.set(key, fresh);
    return fresh;
  }

  path(household: unknown): PathView {
    const { folio, address } = this.dwelling(household);
    const step = (section: string, subject: string): StepView => {
      const view = this.sections.get(`${section} ${subject}`);
      const done = view?.questions.filter((one) => one.answer !== null).length ?? 0;
      const of = SECTIONS[section]?.length ?? 0;
      const about = this.sections
        .get(`person ${subject}`)
        ?.questions.find((one) => one.code === 'given_names')?.answer;
      return {
        section,
        subject,
        title: TITLES[section] ?? words(section),
        about: typeof about === 'string' ? about : '',
        state: done === 0 ? 'empty' : done < of ? 'started' : 'done',
      };
    };
    const steps = [
      step('consent', ''),
      step('interview', ''),
      ...this.members.map((member) => step('person', member)),
      ...this.members.map((member) => step('school', member)),
      step('dwelling', ''),
    ];
    const closed = this.dwelling(household).state === 'complete';
    return { household: String(household), folio, address, closed, steps };
  }

  private store(args: Args, value: Scalar | null): SectionView {
    if (args.code === 'age' && Number(value) > 120) {
      this.refuse('not_accepted', 'La edad va de 0 a 120 años.', 'Age goes from 0 to 120 years.');
    }
    const view = this.section(args);
    const questions = view.questions.map((one) =>
      one.code === args.code ? { ...one, answer: value } : one,
    );
    this.sections.set(`${args.section ?? view.section} ${args.subject}`, { ...view, questions });
    return this.section(args);
  }

  private status(): Status {
    const known = this.stage !== 'new';
    return {
      stage: this.stage,
      person: known ? 'Rosa' : null,
      municipality: known ? 'Tuxtla Gutiérrez' : null,
      survey: known ? '2026-1' : null,
      waiting: this.waiting,
      last_hand_over: null,
      version: '0.1.0',
    };
  }

  private areas(): AreaView[] {
    const count = (state: string) => this.dwellings.filter((one) => one.state === state).length;
    return [
      {
        area: AREA,
        name: 'AGEB 036-3 Copoya',
        zone: 'Zona 1',
        neighbourhoods: ['Copoya', 'El Jobo', 'San Isidro Buenavista de los Manantiales'],
        expected: 48,
        listed: this.dwellings.length,
        visited: this.dwellings.filter((one) => one.visits > 0).length,
        complete: count('complete'),
        refused: count('refused'),
        pending: count('visited') + count('in_progress'),
        blocks: ['0710100010363001', '0710100010363002'],
      },
    ];
  }

  private verbs: Record<string, (args: Args) => unknown> = {
    status: () => this.status(),
    enrol: () => {
      this.stage = 'open';
      return this.status();
    },
    unlock: ({ passphrase }) => {
      if (passphrase !== 'tres palabras largas') {
        this.refuse('wrong_passphrase', 'La frase no abre esta tableta. Escríbala otra vez.', 'Wrong.');
      }
      this.stage = 'open';
      return this.status();
    },
    lock: () => {
      this.stage = 'locked';
      return null;
    },
    areas: () => this.areas(),
    dwellings: () => this.dwellings,
    list_dwelling: ({ block, number, address }) =>
      this.addDwelling({
        block: String(block),
        number: String(number),
        address: String(address),
      }),
    notice: () => ({
      version: '2026-1',
      title: words('Aviso de privacidad', 'Privacy notice'),
      text: words('El Ayuntamiento cuida sus datos. Responder es voluntario.', 'Your data are kept.'),
    }),
    visit_results: () => [
      { code: '00', ...words('Hubo entrevista', 'Interview obtained'), group: 'complete' },
      { code: '15', ...words('Se suspendió a la mitad', 'Suspended'), group: 'complete' },
      { code: '03', ...words('El hogar no quiso responder', 'Household refused'), group: 'refused' },
      { code: '01', ...words('Nadie en casa en ese momento', 'Nobody at home'), group: 'no_contact' },
      { code: '02', ...words('Salieron por unos días', 'Away for some days'), group: 'no_contact' },
      { code: '06', ...words('Vivienda sola, en buen estado', 'Vacant'), group: 'not_a_home' },
    ],
    record_visit: ({ household, result }) => {
      const dwelling = this.dwelling(household);
      dwelling.visits += 1;
      dwelling.state = result === '03' ? 'refused' : 'visited';
      return dwelling;
    },
    open_interview: ({ household }) => {
      const dwelling = this.dwelling(household);
      if (dwelling.state !== 'complete') dwelling.state = 'in_progress';
      return this.path(household);
    },
    section: (args) => this.section(args),
    add_member: ({ household }) => {
      const subject = `m${String(this.members.length + 1).padStart(6, 'a')}`;
      this.members.push(subject);
      return { subject, path: this.path(household) };
    },
    remove_member: ({ subject }) => {
      this.members = this.members.filter((one) => one !== subject);
      return null;
    },
    answer: (args) => this.store(args, args.value as Scalar),
    clear_answer: (args) => this.store(args, null),
    review: () => this.review(),
    close_interview: ({ household }) => {
      const dwelling = this.dwelling(household);
      dwelling.state = 'complete';
      dwelling.waiting = true;
      this.waiting += 1;
      return dwelling;
    },
    correct: (args) => this.store(args, args.value as Scalar),
    hand_over: () => this.handOver(),
    hand_over_progress: () => ({ stage: 'sending', done: 3, of: 12 }),
  };

  private review(): ReviewView {
    const open = this.sections.get('consent ')?.questions.find((one) => one.answer === null);
    if (!this.sections.has('consent ') || open) {
      return {
        remarks: [
          {
            severity: 'must_fix',
            ...words('Falta decir si aceptó la entrevista.', 'Consent is missing.'),
            section: 'consent',
            subject: '',
            code: 'consent',
          },
        ],
        can_close: false,
      };
    }
    return { remarks: [], can_close: true };
  }

  private handOver(): ReceiptView {
    if (!this.online) this.refuse('no_network', 'No hay señal.', 'No signal.');
    const sent = this.waiting;
    this.waiting = this.quarantined.length;
    return {
      sent,
      acknowledged: sent,
      quarantined: this.quarantined,
      received: 0,
      requests: 2,
      bytes_up: 14_210,
      bytes_down: 902,
      next: this.waiting,
      messages: this.messages,
    };
  }
}
