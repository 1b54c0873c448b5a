// Asks once before the first requests go to a public host. Shown over whichever screen started the run.
import { Button, Modal } from '@mantine/core';
import { publicTargetBody, publicTargetTitle } from '../../shared/plan/public-target.ts';
import { useQuestion } from './start-run.ts';
import dialogCss from '../ui/dialog.module.css';

export function PublicHostDialog() {
  const question = useQuestion();
  if (question === null) return null;
  const { target, reply } = question;
  return (
    <Modal
      opened
      centered
      size={480}
      title={publicTargetTitle(target)}
      onClose={() => reply(false)}
      withCloseButton={false}
      className={dialogCss['dialog']}
      transitionProps={{ duration: 120 }}
    >
      <p>{publicTargetBody(target)}</p>
      <div className={dialogCss['dialog-actions']}>
        {/* What is safe has the focus: a stray Enter sends nothing. */}
        <Button data-autofocus onClick={() => reply(false)}>
          Cancel
        </Button>
        <Button variant="filled" onClick={() => reply(true)}>
          Send, and remember this host
        </Button>
      </div>
    </Modal>
  );
}
