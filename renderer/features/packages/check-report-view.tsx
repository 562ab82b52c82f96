import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { Alert, Collapse } from 'antd'
import type { CheckReport } from '#shared/check-report.ts'
import { StatusTag } from '../../components/status-tag.tsx'

/** What the second reader found of the finished file, promise by promise. */
export function CheckReportView({ report }: { readonly report: CheckReport }) {
  const failed = report.checks.filter(({ ok }) => !ok)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        {report.clean ? (
          <StatusTag tone="good">自检通过：{report.checks.length} 项承诺都已核实</StatusTag>
        ) : (
          <StatusTag tone="danger">{failed.length + report.leaks.length} 项没有通过自检</StatusTag>
        )}
      </div>
      {report.leaks.length > 0 && (
        <Alert
          type="error"
          showIcon
          title="文件里有会随文件带出的隐藏内容"
          description={report.leaks.map(({ where, what }, index) => (
            <div key={index}>
              {where}：{what}
            </div>
          ))}
        />
      )}
      <Collapse
        size="small"
        defaultActiveKey={failed.length > 0 ? ['checks'] : []}
        items={[
          {
            key: 'checks',
            label: `自检报告（${report.checks.length} 项）`,
            children: (
              <ul className="check-list" aria-label="自检报告">
                {report.checks.map(({ code, promise, ok, found }, index) => (
                  <li key={`${code}${index}`}>
                    <span className="row" style={{ gap: 6, flexWrap: 'nowrap', alignItems: 'flex-start' }}>
                      {ok ? (
                        <CheckOutlined aria-label="已核实" style={{ color: '#237804', marginTop: 4 }} />
                      ) : (
                        <CloseOutlined aria-label="未通过" style={{ color: '#cf1322', marginTop: 4 }} />
                      )}
                      <span>
                        {promise}
                        <span className="quiet" style={{ display: 'block' }}>
                          {found}
                        </span>
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          ...(report.unchecked.length > 0
            ? [
                {
                  key: 'unchecked',
                  label: `程序不能核对、请您看一眼的（${report.unchecked.length}）`,
                  children: (
                    <ul>
                      {report.unchecked.map(({ where, why }, index) => (
                        <li key={index}>
                          {where}：{why}
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
