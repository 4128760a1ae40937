/** The end of a document as Decree 30 has it: who receives it, level with who signs. Styles: word-paper.css. */
export function WordFoot(props: {
  recipients: readonly string[]
  archive: string
  signer: { prefix?: readonly string[]; position: string; name?: string | null }
}) {
  const { signer } = props
  return (
    <footer className="word-foot">
      <div>
        <div className="word-to">Nơi nhận:</div>
        {props.recipients.map(r => (
          <div key={r}>- {r};</div>
        ))}
        <div>- Lưu: {props.archive}.</div>
      </div>
      <div className="word-signer">
        {signer.prefix?.map(p => (
          <div key={p}>{p}</div>
        ))}
        <div>{signer.position}</div>
        {signer.name && <div className="word-signed">{signer.name}</div>}
      </div>
    </footer>
  )
}
