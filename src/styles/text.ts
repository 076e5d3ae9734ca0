/** What the text of a post, or a formula anywhere, needs: import it where one of them stands. */
import './formulas.css';
import './prose.css';
import './prose-tables.css';
import './prose-notes.css';
