// Registering a service, so that burns can name it.

import { useState } from "react";
import { onCommons } from "../../chain/calls";
import { checkLabel, checkLink } from "../../lib/text";
import { ActButton } from "../../ui/ActButton";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";

const MOST = { name: 32, link: 128 };

/** The button and its dialog. */
export function RegisterService() {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [link, setLink] = useState("");
  const typed = { name: name.trim(), link: link.trim() };
  const noName = typed.name === "" ? null : checkLabel(typed.name, MOST.name);
  const noLink = checkLink(typed.link, MOST.link);
  const typing = "https://".startsWith(typed.link);
  const missing =
    typed.name === "" ? "Give it a name" : noName || noLink ? "Check what is marked" : null;
  return (
    <>
      <button type="button" className="button small" onClick={() => setOpen(true)}>
        Register a service
      </button>
      {open && (
        <Dialog title="Register a service" onClose={() => setOpen(false)}>
          <div className="stack tight">
            <p className="soft">
              A service is a name and a link. Whoever uses it burns tokens for it, and shows the
              receipt. Your account owns it.
            </p>
            <Field label="Name" value={name} onText={setName} problem={noName?.words} />
            <Field
              label="Link"
              type="url"
              value={link}
              onText={setLink}
              placeholder="https://"
              problem={typing ? undefined : noLink?.words}
            />
            <ActButton
              missing={missing}
              wish={() => {
                setOpen(false);
                return {
                  title: `Register ${typed.name}`,
                  summary: "The service gets the next number, and burns can name it.",
                  call: onCommons("registerService", [typed.name, typed.link]),
                  done: "The service is registered.",
                };
              }}
            >
              Register
            </ActButton>
          </div>
        </Dialog>
      )}
    </>
  );
}
