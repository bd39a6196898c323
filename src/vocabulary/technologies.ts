import { readOutline } from "./outline.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

const TOOLS = `
Salesforce: sfdc; salesforce.com; salesforce crm; sales force; salesforce sales cloud; sales cloud; salesforce lightning; salesforce platform; salesforce inc
Salesforce Marketing Cloud: sfmc; exacttarget; marketing cloud
Pardot: salesforce pardot; account engagement; marketing cloud account engagement; salesforce account engagement
Salesforce Service Cloud: service cloud
Salesforce Commerce Cloud: commerce cloud; demandware; sfcc
HubSpot: hubspot crm; hub spot; hubspot.com; hubspot sales hub; hubspot analytics; hubspot cms
HubSpot Marketing Hub: hubspot marketing; hubspot marketing automation
Microsoft Dynamics 365: microsoft dynamics; ms dynamics; dynamics 365; ms dynamics 365; dynamics crm; microsoft dynamics crm; d365; ms dynamics crm; dynamics; microsoft dynamics 365 crm
Microsoft Dynamics NAV: dynamics nav; navision; business central; dynamics 365 business central; microsoft navision
Pipedrive: pipedrive crm
Zoho CRM: zoho; zohocrm
SugarCRM: sugar crm; sugar
Freshsales: freshworks crm
Close: close.io; close crm; close.com
Copper: copper crm; prosperworks
Microsoft 365: office 365; o365; ms 365; m365; office365; microsoft office 365; ms office 365; microsoft office
Microsoft Exchange: exchange; microsoft exchange online; outlook; ms exchange; exchange online
Google Workspace: g suite; gsuite; google apps; google apps for work; google apps for business; gmail; gmail for business; g-suite
AWS: amazon web services; amazon aws; amazon web services (aws); amazon cloud; aws cloud; amazon ec2
Azure: microsoft azure; ms azure; azure cloud; windows azure
Google Cloud: gcp; google cloud platform; google cloud platform (gcp); google compute engine
Oracle Cloud: oci; oracle cloud infrastructure
IBM Cloud: bluemix; softlayer
DigitalOcean: digital ocean
Heroku: salesforce heroku
Cloudflare: cloudflare cdn; cloudflare dns; cloudflare hosting; cloud flare
Akamai: akamai cdn
Fastly: fastly cdn
Vercel: zeit
Netlify: netlify cdn
Snowflake: snowflake computing; snowflake data cloud; snowflake db
Databricks: databricks lakehouse; azure databricks
BigQuery: google bigquery; big query
Redshift: amazon redshift; aws redshift
Amazon S3: aws s3; s3
ClickHouse: click house; clickhouse cloud
dbt: dbt labs; dbt cloud; data build tool
Fivetran: five tran
Airbyte: air byte
Segment: segment.io; twilio segment; segment.com
Tableau: tableau software; tableau desktop; tableau server
Power BI: powerbi; microsoft power bi; ms power bi; powerbi.com
Looker: google looker
Looker Studio: google data studio; data studio
Qlik: qlikview; qlik sense; qliksense
Metabase: meta base
Google Analytics: ga; ga4; google analytics 4; universal analytics; google universal analytics
Adobe Analytics: omniture; adobe omniture; sitecatalyst
Adobe Experience Manager: aem; adobe cq
Adobe Commerce: magento; magento 2; magento commerce; adobe magento
Mixpanel: mix panel
Amplitude: amplitude analytics
Heap: heap analytics
Hotjar: hot jar
FullStory: full story
PostHog: post hog
Google Tag Manager: gtm; tag manager
Marketo: adobe marketo; marketo engage; adobe marketo engage
Eloqua: oracle eloqua
Mailchimp: mail chimp; intuit mailchimp
Klaviyo: klaviyo email
ActiveCampaign: active campaign
Braze: appboy
Iterable: iterable.com
Customer.io: customerio
SendGrid: twilio sendgrid; send grid
Brevo: sendinblue; send in blue
Constant Contact: constantcontact
Campaign Monitor: campaignmonitor
Outreach: outreach.io
Salesloft: sales loft; sales-loft
Apollo: apollo.io
ZoomInfo: zoom info; discoverorg
Gong: gong.io
Chorus: chorus.ai
6sense: six sense; 6-sense
Demandbase: demand base
Clearbit: clear bit; breeze intelligence
LinkedIn Sales Navigator: sales navigator; sales nav
Drift: drift.com; drift chat
Intercom: intercom.io; intercom chat
Zendesk: zen desk; zendesk support; zendesk suite
Zendesk Chat: zopim
Freshdesk: fresh desk
ServiceNow: service now; service-now; snow itsm; servicenow itsm
Jira: atlassian jira; jira software; jira cloud
Jira Service Management: jira service desk; jsm
Confluence: atlassian confluence
Atlassian: atlassian cloud
Trello: atlassian trello
Asana: asana.com
Monday.com: monday; monday com
ClickUp: click up
Notion: notion.so
Airtable: air table
Smartsheet: smart sheet
Slack: slack.com; slack technologies
Microsoft Teams: ms teams; teams
Zoom: zoom.us; zoom meetings; zoom video
Webex: cisco webex
GitHub: git hub; github enterprise
GitLab: git lab
Bitbucket: atlassian bitbucket; bit bucket
Jenkins: jenkins ci
CircleCI: circle ci
Docker: docker hub
Kubernetes: k8s; kubernetes cluster
Terraform: hashicorp terraform
Ansible: red hat ansible
Datadog: data dog; datadog hq
New Relic: newrelic
Splunk: splunk enterprise; splunk cloud
Sentry: sentry.io
PagerDuty: pager duty
Elasticsearch: elastic search; elastic; elk
Grafana: grafana labs
Okta: okta sso; okta identity
Auth0: auth 0; okta auth0
OneLogin: one login
CrowdStrike: crowd strike; crowdstrike falcon
SentinelOne: sentinel one
Palo Alto Networks: palo alto; palo alto firewall
Fortinet: fortigate
Zscaler: z-scaler
SAP: sap erp; sap ecc; sap r/3
SAP S/4HANA: s/4hana; s4hana; sap s4 hana; s4 hana; sap hana
SAP Business One: sap b1; business one
SAP SuccessFactors: successfactors; success factors
SAP Concur: concur
SAP Ariba: ariba
NetSuite: oracle netsuite; net suite; oracle net suite
Oracle: oracle database; oracle db
Oracle ERP: oracle e-business suite; oracle ebs; oracle fusion; oracle erp cloud
Sage: sage accounting; sage 50; sage 100
Sage Intacct: intacct
QuickBooks: quick books; intuit quickbooks; quickbooks online; qbo
Xero: xero accounting
FreshBooks: fresh books
DATEV: datev eg
Odoo: openerp; odoo erp
Infor: infor erp; infor m3; infor ln
Epicor: epicor erp
Acumatica: acumatica erp
Coupa: coupa software
Workday: workday hcm; work day; workday.com
ADP: adp workforce now; adp payroll
BambooHR: bamboo hr; bamboo
Personio: personio hr
Greenhouse: greenhouse.io
Lever: lever.co
UKG: kronos; ultipro; ultimate software; ukg pro
Gusto: gusto payroll; zenpayroll
Rippling: rippling hr
DocuSign: docu sign
PandaDoc: panda doc
Stripe: stripe payments; stripe.com
PayPal: pay pal
Adyen: adyen payments
Braintree: paypal braintree
Square: squareup; square payments
Chargebee: charge bee
Recurly: recurly billing
Zuora: zuora billing
Shopify: shopify.com
Shopify Plus: shopifyplus
WooCommerce: woo commerce; woo
BigCommerce: big commerce
PrestaShop: presta shop
WordPress: word press; wordpress.org; wordpress.com; wp
WP Engine: wpengine
Drupal: drupal cms
Joomla: joomla!
Wix: wix.com
Squarespace: square space
Webflow: web flow
Contentful: contentful cms
Sitecore: site core
React: reactjs; react.js
Angular: angularjs; angular.js
Vue.js: vue; vuejs
Next.js: nextjs; next
Node.js: node; nodejs
jQuery: j query
Python: python 3
PHP: php 8; php 7
Ruby on Rails: rails; ror
.NET: dotnet; asp.net; microsoft .net; .net core; asp.net core; microsoft asp.net
PostgreSQL: postgres; postgre sql; pgsql
MySQL: my sql
SQL Server: microsoft sql server; ms sql; mssql; ms sql server
MongoDB: mongo; mongo db; mongodb atlas
Redis: redis labs
Apache Kafka: kafka; confluent
Twilio: twilio.com
Optimizely: optimizely x
VWO: visual website optimizer
Unbounce: un bounce
Typeform: type form
SurveyMonkey: survey monkey
Qualtrics: qualtrics xm
Calendly: calendly.com
Dropbox: drop box; dropbox business
Box: box.com
OneDrive: one drive; microsoft onedrive
SharePoint: share point; microsoft sharepoint; ms sharepoint; sharepoint online
Google Ads: adwords; google adwords
Facebook Ads: meta ads; facebook advertiser; facebook custom audiences
LinkedIn Ads: linkedin marketing solutions; linkedin insight tag
Google Search Console: search console
Semrush: sem rush
Ahrefs: ah refs
Figma: figma design
Canva: canva pro
Miro: miro board; realtimeboard
Gainsight: gain sight
ChurnZero: churn zero
Zapier: zapier.com
Make: make.com; integromat
MuleSoft: mule soft; salesforce mulesoft
Workato: workato ipaas
UiPath: ui path
Genesys: genesys cloud
Five9: five 9
Talkdesk: talk desk
Aircall: air call
RingCentral: ring central
8x8: 8x8 inc
Dialpad: dial pad
Veeva: veeva crm; veeva vault
Guidewire: guidewire claimcenter
Duck Creek: duck creek technologies
Epic: epic systems; epic ehr
Cerner: oracle cerner; oracle health
`;

/** Tools that companies use, and what else each is called. */
export const technologies: Vocabulary = vocabulary("technology", readOutline(TOOLS));
