// Asks for confirmation before the first requests go to a public host. It is shown over whichever screen started the run.
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
        {/* The safe choice has the focus, so that an accidental Enter sends nothing. */}
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
