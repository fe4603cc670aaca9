/** One labelled line to write in, with its help and its fault. */
import type { ComponentChildren } from 'preact';

interface FieldProps {
  id: string;
  label: ComponentChildren;
  help?: string;
  value: string;
  type?: 'text' | 'password' | 'search' | 'url';
  inputMode?: 'text' | 'numeric' | 'url';
  lines?: number;
  fault?: string | null;
  onChange: (value: string) => void;
  onEnter?: () => void;
}

export function Field(props: FieldProps) {
  const { id, label, help, value, type = 'text', lines = 1, fault, onChange, onEnter } = props;
  const described = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const shared = {
    id,
    value,
    autoComplete: 'off',
    spellcheck: false,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? true : undefined,
    onInput: (event: Event) =>
      onChange((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {lines > 1 ? (
        <textarea {...shared} rows={lines} />
      ) : (
        <input
          {...shared}
          // One object for the four kinds of line: the types of JSX want each apart.
          type={type as 'text'}
          inputMode={props.inputMode}
          autoCapitalize="none"
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter' || !onEnter) return;
            event.preventDefault();
            onEnter();
          }}
        />
      )}
      {fault && (
        <p class="fault" role="alert" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
