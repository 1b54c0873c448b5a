// The result of importing another program's file: its requests as checkboxes, what is imported, and what is not. Nothing is sent
// or saved here.
import { Button, Progress } from '@mantine/core';
import { IconPlayerRecord } from '@tabler/icons-react';
import { formatBytes } from '../../../shared/format.ts';
import { importFiles, cancelImport, usePlanImport } from '../../host/plan-import.ts';
import { hrefOf } from '../../route.ts';
import { Header } from '../../ui/header.tsx';
import { FileButton } from './file-button.tsx';
import { ImportReview } from './import-review.tsx';
import pageCss from '../../ui/page.module.css';
import css from './import-screen.module.css';
import { useEscape } from '../../ui/use-escape.ts';

export function ImportScreen() {
  const now = usePlanImport();
  useEscape(cancelImport);
  switch (now.state) {
    case 'none':
      return <NoFile />;
    case 'reading':
      return (
        <>
          <Header title="Import" note={now.name} actions={<Button onClick={cancelImport}>Cancel</Button>} />
          <div className={pageCss['full-page']}>
            <h1>Reading the file</h1>
            <output>
              {now.name}, {formatBytes(now.bytes)}. Nothing is sent or saved.
            </output>
            <Progress aria-label="Read" className={css['progress']} value={now.share * 100} />
          </div>
        </>
      );
    case 'failed':
      return (
        <>
          <Header title="Import" note={now.name} actions={<Another />} />
          <div className={pageCss['full-page']} role="alert">
            <h1>Onrush cannot make a plan of this file</h1>
            <p>{now.message}</p>
          </div>
        </>
      );
    case 'read':
      return <ImportReview key={now.name} name={now.name} read={now} />;
  }
}

function NoFile() {
  return (
    <>
      <Header title="Import" />
      <div className={pageCss['full-page']}>
        <h1>A plan from what you have</h1>
        <p>
          Choose or drop a HAR recording, a Postman collection, an OpenAPI or Swagger document, an Insomnia export, Bruno requests
          or their folder, an .http file, a JMeter test plan or a file of cURL commands. You see what becomes of it before
          anything is saved.
        </p>
        <div className={pageCss['full-page-actions']}>
          <FileButton label="Choose a file" kind="primary" onChosen={(files) => void importFiles(files)} />
          <FileButton label="Choose a Bruno folder" isFolder onChosen={(files) => void importFiles(files)} />
          <Button component="a" href={hrefOf({ screen: 'record' })} leftSection={<IconPlayerRecord size={16} aria-hidden />}>
            Record in a browser
          </Button>
        </div>
      </div>
    </>
  );
}

function Another() {
  return (
    <>
      <FileButton label="Another file" onChosen={(files) => void importFiles(files)} />
      <Button onClick={cancelImport}>Cancel</Button>
    </>
  );
}
