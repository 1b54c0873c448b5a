// The first rows of a data file, each column under its name for use in braces.
import { useDataPreviews, previewKey, type PreviewedFile } from '../../../host/data-previews.ts';
import { formatBytes, formatCount, plural } from '../../../../shared/format.ts';
import { classes } from '../../../ui/classes.ts';
import { useNames } from '../names/names-context.ts';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

interface DataTableProps {
  readonly file: PreviewedFile;
  /** The name of the file in the plan. */
  readonly name: string;
}

export function DataFileTable({ file, name }: DataTableProps) {
  const names = useNames();
  const found = useDataPreviews([file]).get(previewKey(file));
  if (file.file.trim() === '' || found === undefined) return null;
  if (found.state === 'refused') return <p className={planFieldsCss['plan-fault']}>{found.message}</p>;
  const { columns, rows, rowCount, bytes } = found.preview;
  const isUsed = (column: string): boolean =>
    names !== null && usersWords(names.index, (used) => used === `${name}.${column}`) !== 'no step uses it';
  const facts = [
    rowCount === null ? 'its first rows' : `${formatCount(rowCount)} ${plural(rowCount, 'row')}`,
    `${columns.length} ${plural(columns.length, 'column')}`,
    formatBytes(bytes),
  ];
  const more = rowCount === null ? 0 : rowCount - rows.length;
  return (
    <>
      <div className={css['scroll']}>
        <table className={classes(css['table'], css['data-table'])} aria-label={`First rows of ${name}`}>
          <thead>
            <tr>
              <th>
                <span className={textCss['visually-hidden']}>Row</span>
              </th>
              {columns.map((column) => (
                <th key={column}>
                  <span className={classes(css['chip'], textCss['mono'])} data-unused={isUsed(column) ? undefined : ''}>
                    {name}.{column}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                <td>{at + 1}</td>
                {row.map((cell, column) => (
                  <td key={columns[column]} className={textCss['mono']} title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css['used']}>
        {facts.join(', ')}
        {more > 0 && `; the first ${formatCount(rows.length)} are shown`}
      </p>
    </>
  );
}
